module "orders" {
  source   = "./modules/orders"
  for_each = toset(["dk"])
  country  = each.key
}
