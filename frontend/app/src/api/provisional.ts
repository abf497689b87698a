type Operation = {
  parameters: { query?: any; path?: any; header?: any; cookie?: never };
  requestBody?: { content: { "application/json": any } };
  responses: { 200: { headers: any; content: { "application/json": any } } };
};
export type paths = Record<string, { get: Operation; post: Operation; put: Operation; patch: Operation; delete: Operation; parameters: {} }>;
