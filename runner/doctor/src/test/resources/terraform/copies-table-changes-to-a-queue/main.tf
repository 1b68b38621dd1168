data "aws_iam_policy_document" "pipe" {
  statement {
    actions   = [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams"
    ]
    resources = [aws_dynamodb_table.letters.stream_arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [module.changes.queue_arn, module.lost.queue_arn]
  }
}

resource "aws_dynamodb_table" "letters" {
  name             = "letters"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "pipe" {
  name               = "letters-pipe"
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
  name   = "letters-pipe"
  role   = aws_iam_role.pipe.name
  policy = data.aws_iam_policy_document.pipe.json
}

resource "aws_pipes_pipe" "letters" {
  name     = "letters"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_dynamodb_table.letters.stream_arn
  target   = module.changes.queue_arn

  source_parameters {
    dynamodb_stream_parameters {
      starting_position                  = "TRIM_HORIZON"
      batch_size                         = 10
      maximum_batching_window_in_seconds = 5
      maximum_retry_attempts             = 5
      maximum_record_age_in_seconds      = -1
      on_partial_batch_item_failure      = "AUTOMATIC_BISECT"

      dead_letter_config {
        arn = module.lost.queue_arn
      }
    }
  }

  target_parameters {
    input_template = <<-JSON
      {"change": <$.eventName>, "letter": <$.dynamodb.Keys.id.S>}
    JSON
  }
}

module "changes" {
  source = "./modules/queue"
  name   = "letter-changes"
}

module "lost" {
  source    = "./modules/queue"
  name      = "letter-lost"
  retention = 1209600
}
