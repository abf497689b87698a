import { queryOptions } from "@tanstack/react-query";
import { api, api_base, unwrap } from "./client";
import { ApiError, errorOf } from "./errors";
import type { FileOut } from "./types";

export type FileSubject = "achievement" | "demand" | "deal" | "organization";

export const filesQuery = (subject_kind: FileSubject, subject_id: string) =>
  queryOptions({
    queryKey: ["files", subject_kind, subject_id],
    queryFn: () => unwrap<FileOut[]>(api.GET("/files", { params: { query: { subject_kind, subject_id } } })),
  });

export const fileAddress = (id: string) => `${api_base}/files/${id}`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** XMLHttpRequest, because fetch does not tell how much of an upload is through. */
export function uploadFile(
  subject: { kind: FileSubject; id: string },
  file: Blob & { name?: string },
  onProgress: (percent: number) => void,
): Promise<FileOut> {
  const form = new FormData();
  form.set("subject_kind", subject.kind);
  form.set("subject_id", subject.id);
  form.set("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${api_base}/files`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.floor((event.loaded / event.total) * 100));
    };
    request.onerror = () => reject(new ApiError(0, "unreachable", "文件没有传完：连接中断，请重试。", [], ""));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as FileOut);
      else reject(errorOf(request.status, body));
    };
    request.send(form);
  });
}
