variable "env" {}

resource "aws_sqs_queue" "readings" {
  name                       = "meter-readings"
  visibility_timeout_seconds = 60
}

resource "aws_sfn_state_machine" "bill" {
  name       = "meter-bill"
  role_arn   = "arn:aws:iam::222233334444:role/bill"
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
  name               = "meter-pipe"
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
  name   = "meter-pipe"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.readings.arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.bill.arn
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "pipe" {
  role       = aws_iam_role.pipe.name
  policy_arn = aws_iam_policy.pipe.arn
}

module "pipe" {
  source      = "./modules/pipe"
  env         = var.env
  queue_arn   = aws_sqs_queue.readings.arn
  machine_arn = aws_sfn_state_machine.bill.arn
  role_arn    = aws_iam_role.pipe.arn
}
