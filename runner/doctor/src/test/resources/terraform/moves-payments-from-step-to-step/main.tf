resource "aws_sqs_queue" "failed" {
  for_each = toset(["check", "book", "notify"])
  name     = "pay-${each.key}-failed"
}

resource "aws_sqs_queue" "step" {
  for_each                   = toset(["check", "book", "notify"])
  name                       = "pay-${each.key}"
  visibility_timeout_seconds = 45
  redrive_policy             = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed[each.key].arn
    maxReceiveCount     = 3
  })
}

resource "aws_iam_role" "pipe" {
  name               = "pay-pipe"
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
        Resource = [aws_sqs_queue.step["check"].arn, aws_sqs_queue.step["book"].arn]
      },
      {
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "*"
      }
    ]
  })
}

resource "aws_pipes_pipe" "step" {
  for_each = {
    check = {
      next = "book"
    }
    book  = {
      next = "notify"
    }
  }
  name     = "pay-${each.key}"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.step[each.key].arn
  target   = aws_sqs_queue.step[each.value.next].arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 10
    }
  }
}
