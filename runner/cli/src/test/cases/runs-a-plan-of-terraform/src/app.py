def handler(event, context):
    return [{"id": e["body"]["id"], "enriched": True} for e in event]
