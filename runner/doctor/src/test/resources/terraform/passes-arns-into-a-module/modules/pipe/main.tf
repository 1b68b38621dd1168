variable "env" {}

variable "queue_arn" {}

variable "machine_arn" {}

variable "role_arn" {}

resource "aws_pipes_pipe" "this" {
  name     = "${var.env}-readings"
  role_arn = var.role_arn
  source   = var.queue_arn
  target   = var.machine_arn

  source_parameters {
    sqs_queue_parameters {
      batch_size                         = 50
      maximum_batching_window_in_seconds = 120
    }
  }

  target_parameters {
    step_function_state_machine_parameters {
      invocation_type = "FIRE_AND_FORGET"
    }
  }
}

output "arn" {
  value = aws_pipes_pipe.this.arn
}
