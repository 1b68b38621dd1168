def handler(letters, context):
    illegible = [letter for letter in letters if not letter["legible"]]
    return {"batchItemFailures": [{"itemIdentifier": letter["id"]} for letter in illegible]}
