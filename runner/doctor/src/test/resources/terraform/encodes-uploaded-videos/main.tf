variable "stage" {}

locals {
  prefix = "clips-${var.stage}"
}

resource "aws_sqs_queue" "failed" {
  name                      = "${local.prefix}-failed"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "uploads" {
  name                       = "${local.prefix}-uploads"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 86400
  redrive_policy             = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 4
  })
}

resource "aws_sqs_queue_policy" "uploads" {
  queue_url = aws_sqs_queue.uploads.id
  policy    = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.uploads.arn
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.clips.arn
          }
        }
      }
    ]
  })
}

resource "aws_s3_bucket" "clips" {
  bucket = "${local.prefix}-store"
}

resource "aws_s3_bucket_notification" "clips" {
  bucket = aws_s3_bucket.clips.id

  queue {
    queue_arn     = aws_sqs_queue.uploads.arn
    events        = ["s3:ObjectCreated:Put", "s3:ObjectCreated:CompleteMultipartUpload"]
    filter_suffix = ".mov"
  }
}

resource "aws_iam_role" "pipe" {
  name               = "${local.prefix}-pipe"
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
        Resource = aws_sqs_queue.uploads.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.encode.arn
      }
    ]
  })
}

resource "aws_iam_role" "states" {
  name               = "${local.prefix}-states"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
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

resource "aws_lambda_function" "encode" {
  function_name = "${local.prefix}-encode"
  role          = "arn:aws:iam::222233334444:role/encode"
  runtime       = "python3.12"
  handler       = "index.handler"
  filename      = "encode.zip"
  timeout       = 60
}

resource "aws_sfn_state_machine" "encode" {
  name       = "${local.prefix}-encode"
  role_arn   = aws_iam_role.states.arn
  definition = jsonencode({
    StartAt = "Encode"
    States  = {
      Encode = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = {
          FunctionName = aws_lambda_function.encode.arn
          "Payload.$"  = "$[0].body.Records"
        }
        End        = true
      }
    }
  })
}

resource "aws_cloudwatch_log_group" "pipe" {
  name              = "/aws/vendedlogs/pipes/${local.prefix}"
  retention_in_days = 14
}

resource "aws_pipes_pipe" "uploads" {
  name     = "${local.prefix}-uploads"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.uploads.arn
  target   = aws_sfn_state_machine.encode.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size                         = 1
      maximum_batching_window_in_seconds = 0
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }

  log_configuration {
    level = "ERROR"

    cloudwatch_logs_log_destination {
      log_group_arn = aws_cloudwatch_log_group.pipe.arn
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "failed_videos" {
  alarm_name          = "failed-videos"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  dimensions          = {
    QueueName = aws_sqs_queue.failed.name
  }
}
