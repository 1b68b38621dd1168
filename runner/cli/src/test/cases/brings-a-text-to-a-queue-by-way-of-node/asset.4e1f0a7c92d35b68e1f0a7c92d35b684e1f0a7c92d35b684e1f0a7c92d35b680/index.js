exports.handler = async (knocks) => knocks.map((knock) => ({ ...knock, body: `${knock.body}/answered` }));
