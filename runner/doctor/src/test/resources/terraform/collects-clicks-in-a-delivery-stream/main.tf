data "aws_caller_identity" "current" {

}

resource "aws_sqs_queue" "clicks" {
  name                      = "site-clicks"
  message_retention_seconds = 86400
  receive_wait_time_seconds = 10
}

resource "aws_kinesis_firehose_delivery_stream" "clicks" {
  name        = "site-clicks"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::222233334444:role/lake"
    bucket_arn = "arn:aws:s3:::site-lake"
    prefix     = "clicks/"
  }
}

resource "aws_pipes_pipe" "clicks" {
  name     = "site-clicks"
  role_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/lake"
  source   = aws_sqs_queue.clicks.arn
  target   = aws_kinesis_firehose_delivery_stream.clicks.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 10
    }
  }
}
