resource "aws_sqs_queue" "calls" {
  name = "crm-calls"
}

resource "aws_scheduler_schedule" "nightly" {
  name                = "crm-nightly"
  schedule_expression = "cron(0 3 * * ? *)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sqs_queue.calls.arn
    role_arn = "arn:aws:iam::222233334444:role/schedule"
    input    = "{\"kind\":\"nightly\"}"
  }
}

resource "aws_cloudwatch_event_connection" "crm" {
  name               = "crm"
  authorization_type = "API_KEY"

  auth_parameters {
    api_key {
      key   = "x-api-key"
      value = "k3y-of-the-crm"
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "crm" {
  name                = "crm"
  connection_arn      = aws_cloudwatch_event_connection.crm.arn
  invocation_endpoint = "https://crm.example.com/calls"
  http_method         = "POST"
}

resource "aws_iam_role" "pipe" {
  name               = "crm-pipe"
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
        Resource = aws_sqs_queue.calls.arn
      },
      {
        Effect   = "Allow"
        Action   = "events:InvokeApiDestination"
        Resource = "*"
      }
    ]
  })
}

resource "aws_pipes_pipe" "calls" {
  name          = "crm-calls"
  role_arn      = aws_iam_role.pipe.arn
  source        = aws_sqs_queue.calls.arn
  target        = aws_cloudwatch_event_api_destination.crm.arn
  desired_state = "STOPPED"

  source_parameters {
    sqs_queue_parameters {
      batch_size                         = 1
      maximum_batching_window_in_seconds = 0
    }
  }

  target_parameters {
    input_template = "{\"id\": \"<$.messageId>\", \"call\": <$.body>}"

    http_parameters {
      header_parameters = {
        x-source = "pipe"
      }
    }
  }
}
