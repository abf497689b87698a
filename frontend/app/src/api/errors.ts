/** One wrong field of a request, as the server names it. */
export interface FieldFault {
  path: string;
  code: string;
  message: string;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldFault[];
  readonly requestId: string;

  constructor(status: number, code: string, message: string, fields: FieldFault[], requestId: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.requestId = requestId;
  }
}

export const isStale = (error: unknown) => error instanceof ApiError && error.code === "stale_version";
export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;
export const isMissing = (error: unknown) => error instanceof ApiError && error.status === 404;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const text = (value: unknown) => (typeof value === "string" ? value : "");

function faultsOf(value: unknown): FieldFault[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((row) => ({ path: text(row.path), code: text(row.code), message: text(row.message) }));
}

/** Reads the envelope `{"error":{…}}`; anything else (a proxy's page, say) gets a message by its status. */
export function errorOf(status: number, body: unknown): ApiError {
  const detail = isRecord(body) && isRecord(body.error) ? body.error : undefined;
  if (!detail) return new ApiError(status, `http_${status}`, `服务器没有给出可读的答复（${status}），请稍后重试。`, [], "");
  return new ApiError(status, text(detail.code), text(detail.message), faultsOf(detail.fields), text(detail.request_id));
}

export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : "出了意外的问题，请重试。";
}
