import createClient from "openapi-fetch";
import { ApiError, errorOf } from "./errors";
import type { Paths } from "./types";

export const api_base = "/api/v1";

export const api = createClient<Paths>({ baseUrl: api_base, credentials: "same-origin" });

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The body of a good answer; every other answer becomes an [`ApiError`]. */
export async function unwrap<T>(call: Answer<T>): Promise<T> {
  let answer: Awaited<Answer<T>>;
  try {
    answer = await call;
  } catch {
    throw new ApiError(0, "unreachable", "连不上服务器，请检查网络后重试。", [], "");
  }
  if (answer.response.ok) return answer.data as T;
  throw errorOf(answer.response.status, answer.error);
}

/** The header that makes a repeated "create" answer the same record. */
export const once = (key: string) => ({ "Idempotency-Key": key });
