variable "country" {}

resource "aws_sqs_queue" "failed" {
  name                      = "orders-${var.country}-failed"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders-${var.country}"
  visibility_timeout_seconds = 60
  redrive_policy             = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_iam_role" "pipe" {
  name               = "orders-${var.country}"
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
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
        Resource = aws_sqs_queue.orders.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.settle.arn
      }
    ]
  })
}

resource "aws_lambda_function" "book" {
  function_name = "orders-${var.country}-book"
  role          = "arn:aws:iam::222233334444:role/book"
  runtime       = "python3.12"
  handler       = "app.book"
  filename      = "book.zip"

  environment {
    variables = {
      TOKEN = var.country
    }
  }
}

resource "aws_sfn_state_machine" "settle" {
  name       = "orders-${var.country}"
  role_arn   = "arn:aws:iam::222233334444:role/settle"
  definition = jsonencode({
    StartAt = "Settle"
    States  = {
      Settle = {
        Type     = "Task"
        Resource = aws_lambda_function.book.arn
        End      = true
      }
    }
  })
}

resource "aws_pipes_pipe" "this" {
  count    = 1
  name     = "orders-${var.country}"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.orders.arn
  target   = aws_sfn_state_machine.settle.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 10
    }

    filter_criteria {
      filter {
        pattern = jsonencode({
          body = {
            status = ["placed"]
          }
        })
      }
    }
  }

  target_parameters {
    input_template = <<-JSON
      {"order": <$.body.id>, "country": "dk"}
    JSON

    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
