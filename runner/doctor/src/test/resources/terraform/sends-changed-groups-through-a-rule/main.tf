data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.groups.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.groups.arn]
    }
  }
}

resource "aws_cloudwatch_event_bus" "audit" {
  name = "audit"
}

resource "aws_cloudwatch_event_rule" "groups" {
  name           = "audit-groups"
  event_bus_name = aws_cloudwatch_event_bus.audit.name
  event_pattern  = jsonencode({
    source      = ["audit.network"]
    detail-type = ["Group Changed"]
  })
}

resource "aws_sqs_queue" "groups" {
  name                       = "audit-groups"
  visibility_timeout_seconds = 60
}

resource "aws_cloudwatch_event_target" "groups" {
  rule           = aws_cloudwatch_event_rule.groups.name
  event_bus_name = aws_cloudwatch_event_bus.audit.name
  target_id      = "queue"
  arn            = aws_sqs_queue.groups.arn

  input_transformer {
    input_paths    = {
      group = "$.detail.group"
      who   = "$.detail.who"
    }
    input_template = "{\"type\": \"changed\", \"group\": <group>, \"who\": <who>}"
  }
}

resource "aws_sqs_queue_policy" "groups" {
  queue_url = aws_sqs_queue.groups.id
  policy    = data.aws_iam_policy_document.queue.json
}

resource "aws_cloudwatch_event_archive" "audit" {
  name             = "audit"
  event_source_arn = aws_cloudwatch_event_bus.audit.arn
  retention_days   = 7
}

resource "aws_sfn_state_machine" "review" {
  name       = "audit-review"
  role_arn   = "arn:aws:iam::222233334444:role/review"
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
  name               = "audit-pipe"
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

  inline_policy {
    name   = "all"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [
        {
          Effect   = "Allow"
          Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
          Resource = aws_sqs_queue.groups.arn
        },
        {
          Effect   = "Allow"
          Action   = "states:StartExecution"
          Resource = aws_sfn_state_machine.review.arn
        }
      ]
    })
  }
}

resource "aws_pipes_pipe" "groups" {
  name     = "audit-groups"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.groups.arn
  target   = aws_sfn_state_machine.review.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 1
    }

    filter_criteria {
      filter {
        pattern = jsonencode({
          body = {
            type = ["created"]
          }
        })
      }
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
