data "aws_caller_identity" "current" {

}

resource "aws_kms_key" "sensors" {
  description         = "sensors"
  enable_key_rotation = true
  policy              = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
        }
        Action    = "kms:*"
        Resource  = "*"
      }
    ]
  })
}

resource "aws_kms_alias" "sensors" {
  name          = "alias/sensors"
  target_key_id = aws_kms_key.sensors.key_id
}

resource "aws_sqs_queue" "sensors" {
  name                       = "sensors"
  kms_master_key_id          = aws_kms_key.sensors.id
  visibility_timeout_seconds = 60
}

resource "aws_iam_role" "pipe" {
  name               = "sensors-pipe"
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
        Resource = aws_sqs_queue.sensors.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.sensors.arn
      }
    ]
  })
}

resource "aws_sfn_state_machine" "sensors" {
  name       = "sensors"
  type       = "EXPRESS"
  role_arn   = "arn:aws:iam::222233334444:role/sensors"
  definition = jsonencode({
    StartAt = "Note"
    States  = {
      Note = {
        Type = "Pass"
        End  = true
      }
    }
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.sensors.arn}:*"
  }
}

resource "aws_cloudwatch_log_group" "sensors" {
  name              = "/aws/vendedlogs/states/sensors"
  retention_in_days = 30
}

resource "aws_pipes_pipe" "sensors" {
  name     = "sensors"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.sensors.arn
  target   = aws_sfn_state_machine.sensors.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size                         = 100
      maximum_batching_window_in_seconds = 5
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "REQUEST_RESPONSE"
    }
  }
}
