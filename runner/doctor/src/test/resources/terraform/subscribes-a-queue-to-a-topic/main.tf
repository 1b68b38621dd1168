resource "aws_sns_topic" "orders" {
  name = "shop-orders"
}

resource "aws_sqs_queue" "dead" {
  name                      = "shop-parcels-dead"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "parcels" {
  name                       = "shop-parcels"
  visibility_timeout_seconds = 90
  policy                     = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Action    = "sqs:SendMessage"
        Resource  = "*"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.orders.arn
          }
        }
      }
    ]
  })
}

resource "aws_sqs_queue_redrive_policy" "parcels" {
  queue_url      = aws_sqs_queue.parcels.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url            = aws_sqs_queue.dead.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.parcels.arn]
  })
}

resource "aws_sns_topic_subscription" "parcels" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.parcels.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({
    kind = ["parcel"]
  })
  filter_policy_scope  = "MessageBody"
}

resource "aws_lambda_function" "label" {
  function_name = "shop-label"
  role          = "arn:aws:iam::222233334444:role/label"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "label.zip"
  timeout       = 15
}

resource "aws_lambda_alias" "label" {
  name             = "live"
  function_name    = aws_lambda_function.label.function_name
  function_version = "1"
}

resource "aws_iam_role" "pipe" {
  name               = "shop-pipe"
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
  name   = "shop-pipe"
  role   = aws_iam_role.pipe.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.parcels.arn
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "${aws_lambda_function.label.arn}:*"
      },
      {
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.labels.arn
      }
    ]
  })
}

resource "aws_sqs_queue" "labels" {
  name = "shop-labels"
}

resource "aws_pipes_pipe" "parcels" {
  name       = "shop-parcels"
  role_arn   = aws_iam_role.pipe.arn
  source     = aws_sqs_queue.parcels.arn
  enrichment = aws_lambda_alias.label.arn
  target     = aws_sqs_queue.labels.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 5
    }

    filter_criteria {
      filter {
        pattern = jsonencode({
          body = {
            kind = ["parcel"]
          }
        })
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "parcels_dead" {
  alarm_name          = "parcels-dead"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  dimensions          = {
    QueueName = aws_sqs_queue.dead.name
  }
}
