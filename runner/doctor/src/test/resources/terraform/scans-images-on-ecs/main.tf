resource "aws_sqs_queue" "scans" {
  name                       = "image-scans"
  visibility_timeout_seconds = 300
}

resource "aws_ecs_cluster" "scan" {
  name = "image-scan"
}

resource "aws_ecs_task_definition" "scan" {
  family                   = "image-scan"
  container_definitions    = jsonencode([
    {
      name  = "scan"
      image = "public.ecr.aws/docker/library/alpine:3"
    }
  ])
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
}

resource "aws_iam_role" "pipe" {
  name               = "image-scan-pipe"
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
        Action   = ["sqs:*"]
        Resource = aws_sqs_queue.scans.arn
      },
      {
        Effect   = "Allow"
        Action   = "ecs:RunTask"
        Resource = aws_ecs_task_definition.scan.arn
      }
    ]
  })
}

resource "aws_pipes_pipe" "scan" {
  name     = "image-scan"
  role_arn = aws_iam_role.pipe.arn
  source   = aws_sqs_queue.scans.arn
  target   = aws_ecs_cluster.scan.arn

  source_parameters {
    sqs_queue_parameters {
      batch_size = 1
    }
  }

  target_parameters {
    ecs_task_parameters {
      task_definition_arn = aws_ecs_task_definition.scan.arn
      launch_type         = "FARGATE"
      task_count          = 1

      network_configuration {
        aws_vpc_configuration {
          subnets          = ["subnet-0a1b2c3d"]
          security_groups  = ["sg-0a1b2c3d"]
          assign_public_ip = "DISABLED"
        }
      }
    }
  }
}
