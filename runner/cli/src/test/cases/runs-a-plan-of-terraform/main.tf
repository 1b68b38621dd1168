terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
provider "aws" { region = var.region }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
variable "region" { default = "eu-west-1" }
variable "token" {
  type      = string
  sensitive = true
}
data "archive_file" "enrich" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/enrich.zip"
}
resource "aws_iam_role" "fn" {
  name               = "fn"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_lambda_function" "enrich" {
  function_name    = "enrich-orders"
  filename         = data.archive_file.enrich.output_path
  source_code_hash = data.archive_file.enrich.output_base64sha256
  handler          = "app.handler"
  runtime          = "python3.12"
  role             = aws_iam_role.fn.arn
  timeout          = 10
  environment {
    variables = { TOKEN = var.token, STAGE = "prod" }
  }
}
module "pipe" {
  source   = "./modules/pipe"
  for_each = toset(["dk", "se"])
  country  = each.key
  enrich   = aws_lambda_function.enrich.arn
  token    = var.token
}
