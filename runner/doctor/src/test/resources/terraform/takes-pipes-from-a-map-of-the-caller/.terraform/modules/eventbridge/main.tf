variable "pipes" { default = {} }
module "pipes" {
  source = "./modules/pipes"
  pipes  = var.pipes
}
