// Starts a DynamoDB-compatible server on a free port of 127.0.0.1, and prints its address.
const server = require('dynalite')({ createTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
