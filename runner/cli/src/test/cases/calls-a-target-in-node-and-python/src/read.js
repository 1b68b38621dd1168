exports.handler = async (letters) => ({
  batchItemFailures: letters
    .filter((letter) => !JSON.parse(letter.body).legible)
    .map((letter) => ({ itemIdentifier: letter.messageId })),
});
