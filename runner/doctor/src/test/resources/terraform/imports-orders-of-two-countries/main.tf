resource "aws_cloudwatch_metric_alarm" "failed" {
  for_each            = toset(["dk", "no"])
  alarm_name          = "orders-${each.key}-failed"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  dimensions          = {
    QueueName = "orders-${each.key}-failed.fifo"
  }
}

module "orders" {
  source   = "./modules/orders"
  for_each = toset(["dk", "no"])
  country  = each.key
  batch    = 10
}
