data "aws_iam_policy_document" "pipe" {
  statement {
    sid       = "Read"
    effect    = "Allow"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.paths.arn]
  }

  statement {
    actions   = ["states:StartExecution"]
    resources = [aws_sfn_state_machine.parse.arn]
  }

  statement {
    actions   = ["events:PutEvents"]
    resources = [aws_cloudwatch_event_bus.assets.arn]
  }
}

resource "aws_sqs_queue" "paths" {
  name_prefix = "asset-paths-"
}

resource "aws_cloudwatch_event_bus" "assets" {
  name = "assets"
}

resource "aws_sfn_state_machine" "parse" {
  name       = "asset-parse"
  type       = "EXPRESS"
  role_arn   = "arn:aws:iam::222233334444:role/parse"
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
  name_prefix        = "asset-pipe-"
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

resource "aws_iam_policy" "pipe" {
  name   = "asset-pipe"
  policy = data.aws_iam_policy_document.pipe.json
}

resource "aws_iam_role_policy_attachment" "pipe" {
  role       = aws_iam_role.pipe.name
  policy_arn = aws_iam_policy.pipe.arn
}

resource "aws_cloudwatch_log_group" "pipe" {
  name              = "/aws/vendedlogs/pipes/assets"
  retention_in_days = 30
}

resource "aws_pipes_pipe" "paths" {
  name       = "asset-paths"
  role_arn   = aws_iam_role.pipe.arn
  source     = aws_sqs_queue.paths.arn
  enrichment = aws_sfn_state_machine.parse.arn
  target     = aws_cloudwatch_event_bus.assets.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 1
    }
  }

  target_parameters {
    eventbridge_event_bus_parameters {
      detail_type = "Asset Stored"
      source      = "assets.store"
    }
  }

  log_configuration {
    level = "ERROR"

    cloudwatch_logs_log_destination {
      log_group_arn = aws_cloudwatch_log_group.pipe.arn
    }
  }
}
