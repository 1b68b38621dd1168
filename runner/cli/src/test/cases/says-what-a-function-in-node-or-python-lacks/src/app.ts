export const handler = async (records: unknown[]): Promise<unknown[]> => records;
