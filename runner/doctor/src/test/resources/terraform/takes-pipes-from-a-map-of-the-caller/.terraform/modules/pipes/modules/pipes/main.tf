variable "pipes" { type = any }
variable "postfix" {
  type    = bool
  default = false
}

locals {
  pipes = flatten([for key, pipe in var.pipes :
    merge(pipe, {
      "Name" : var.postfix ? "${replace(key, "_", "-")}-pipe" : key
      "key"  : key
    })
  ])
}

# The pipes, by name.
resource "aws_pipes_pipe" "this" {
  for_each = { for p in local.pipes : p.Name => p if p.Name != "" }

  name     = each.key # the name
  role_arn = try(each.value.role_arn, aws_iam_role.pipe[each.key].arn)
  source   = each.value.source
  target   = each.value["target"]

  dynamic "source_parameters" {
    for_each = try([each.value.source_parameters], [])
    content {
      dynamic "sqs_queue_parameters" {
        for_each = try([source_parameters.value.sqs_queue_parameters], [])
        content {
          batch_size = try(sqs_queue_parameters.value.batch_size, null)
        }
      }
      dynamic "filter_criteria" {
        for_each = try([source_parameters.value.filter_criteria], [])
        content {
          dynamic "filter" {
            for_each = filter_criteria.value
            content {
              pattern = filter.value.pattern
            }
          }
        }
      }
    }
  }
}

resource "aws_iam_role" "pipe" {
  for_each           = { for k, v in var.pipes : k => v if lookup(v, "create_role", true) }
  name               = "pipe-${each.key}"
  assume_role_policy = "{}"
}
