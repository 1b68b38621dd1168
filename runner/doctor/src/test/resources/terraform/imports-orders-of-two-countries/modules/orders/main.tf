variable "country" {}

variable "batch" {}

resource "aws_sqs_queue" "failed" {
  name                      = "orders-${var.country}-failed.fifo"
  fifo_queue                = true
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "orders" {
  name                        = "orders-${var.country}.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 180
  redrive_policy              = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 1
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
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.orders.arn
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_function.enrich.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.settle.arn
      }
    ]
  })
}

resource "aws_lambda_function" "enrich" {
  function_name = "orders-${var.country}-enrich"
  role          = "arn:aws:iam::222233334444:role/enrich"
  runtime       = "java21"
  handler       = "io.github.standpipe.enrich.EnrichmentHandler"
  filename      = "enrich.jar"
  timeout       = 30
  memory_size   = 1024

  environment {
    variables = {
      STAGE = "live"
    }
  }
}

resource "aws_sfn_state_machine" "settle" {
  name       = "orders-${var.country}"
  role_arn   = "arn:aws:iam::222233334444:role/settle"
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

resource "aws_pipes_pipe" "this" {
  count      = 1
  name       = "orders-${var.country}"
  role_arn   = aws_iam_role.pipe.arn
  source     = aws_sqs_queue.orders.arn
  enrichment = aws_lambda_function.enrich.arn
  target     = aws_sfn_state_machine.settle.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = var.batch
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}

output "pipe_arn" {
  value = aws_pipes_pipe.this[0].arn
}
