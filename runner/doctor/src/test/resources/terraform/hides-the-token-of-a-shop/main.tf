variable "token" {
  sensitive = true
}

data "archive_file" "quote" {
  type        = "zip"
  source_dir  = "src/quote"
  output_path = "build/quote.zip"
}

resource "aws_lambda_layer_version" "rates" {
  layer_name          = "rates"
  filename            = "build/rates.zip"
  compatible_runtimes = ["python3.13"]
}

resource "aws_iam_role" "quote" {
  name               = "quote"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action    = "sts:AssumeRole"
      }
    ]
  })
}

resource "aws_lambda_function" "quote" {
  function_name = "quote"
  role          = aws_iam_role.quote.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = data.archive_file.quote.output_path
  timeout       = 20
  memory_size   = 512
  layers        = [aws_lambda_layer_version.rates.arn]

  environment {
    variables = {
      TOKEN     = var.token
      QUEUE_URL = aws_sqs_queue.quotes.url
    }
  }
}

resource "aws_sqs_queue" "quotes" {
  name                       = "quotes"
  visibility_timeout_seconds = 120
}

resource "aws_sfn_state_machine" "offer" {
  name       = "offer"
  role_arn   = "arn:aws:iam::222233334444:role/offer"
  definition = jsonencode({
    StartAt = "Note"
    States  = {
      Note = {
        Type = "Pass"
        End  = true
      }
    }
  })
}

resource "aws_iam_role" "pipe" {
  name               = "quote-pipe"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "pipes.amazonaws.com"
        }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "222233334444"
          }
        }
      }
    ]
  })
}

resource "aws_iam_role_policy" "pipe" {
  name   = "pipe"
  role   = aws_iam_role.pipe.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.quotes.arn
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_function.quote.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.offer.arn
      }
    ]
  })
}

resource "aws_pipes_pipe" "quotes" {
  name       = "quotes"
  role_arn   = aws_iam_role.pipe.arn
  source     = aws_sqs_queue.quotes.arn
  enrichment = aws_lambda_function.quote.arn
  target     = aws_sfn_state_machine.offer.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 10
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
