resource "aws_dynamodb_table" "rules" {
  name             = "access-rules"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sfn_state_machine" "assign" {
  name       = "access-assign"
  role_arn   = "arn:aws:iam::222233334444:role/assign"
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

resource "aws_iam_role" "pipes" {
  count              = 1
  name               = "access-pipes"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = {
          Service = "pipes.amazonaws.com"
        }
        Action    = "sts:AssumeRole"
      }
    ]
  })
}

resource "aws_iam_role_policy" "pipes" {
  count  = 1
  name   = "access-pipes"
  role   = aws_iam_role.pipes[0].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = [
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams"
        ]
        Resource = aws_dynamodb_table.rules.stream_arn
      },
      {
        Effect   = "Allow"
        Action   = "states:StartExecution"
        Resource = aws_sfn_state_machine.assign.arn
      }
    ]
  })
}

resource "aws_pipes_pipe" "rules" {
  count    = 1
  name     = "access-rules"
  role_arn = aws_iam_role.pipes[0].arn
  source   = aws_dynamodb_table.rules.stream_arn
  target   = aws_sfn_state_machine.assign.arn

  source_parameters {
    dynamodb_stream_parameters {
      starting_position                  = "LATEST"
      batch_size                         = 1
      maximum_record_age_in_seconds      = -1
      maximum_batching_window_in_seconds = 0
    }
  }

  target_parameters {
    input_template = jsonencode({
      account = "$.detail.account"
      source  = "table"
    })

    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}
