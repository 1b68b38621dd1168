provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
resource "aws_sqs_queue" "returns" {
  provider = aws.us
  name = "returns"
}
resource "aws_sfn_state_machine" "m" {
  name = "m"
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Pass", End = true } } })
}
module "eventbridge" {
  source  = "terraform-aws-modules/eventbridge/aws"
  version = "3.14.0"
  pipes = {
    orders = {
      source = aws_sqs_queue.orders.arn
      target = aws_sfn_state_machine.m.arn
      source_parameters = {
        sqs_queue_parameters = { batch_size = 1 }
        filter_criteria = [{ pattern = jsonencode({ body = { total = [{ numeric = [">", 5] }] } }) }]
      }
    }
    returns = {
      source = aws_sqs_queue.returns.arn
      target = aws_sfn_state_machine.m.arn
    }
  }
}
