import { UploadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Flex, Progress, Select, Upload } from "antd";
import { useState } from "react";
import { messageOf } from "../api/errors";
import { uploadFile, type FileSubject } from "../api/files";
import type { FileOut } from "../api/types";
import { sizeText } from "../format/dates";
import { useReference } from "../reference/reference";

const size_limit_default = 20 * 1024 * 1024;

export function useUploadLimit() {
  return useReference().data.limits.upload_bytes_max ?? size_limit_default;
}

interface UploadControlProps {
  subject: { kind: FileSubject; id: string };
  label: string;
  onUploaded: (file: FileOut) => void;
}

/** Sends one file to its record, with progress; a file too large is refused before it is sent. */
export function UploadControl({ subject, label, onUploaded }: UploadControlProps) {
  const client = useQueryClient();
  const limit = useUploadLimit();
  const [percent, setPercent] = useState<number | null>(null);
  const [fault, setFault] = useState("");
  const send = async (file: File) => {
    setFault("");
    if (file.size > limit) {
      setFault(`文件大小为 ${sizeText(file.size)}，超过了 ${sizeText(limit)} 的上限，请压缩或拆分后再上传。`);
      return;
    }
    setPercent(0);
    try {
      onUploaded(await uploadFile(subject, file, setPercent));
      await client.invalidateQueries({ queryKey: ["files"] });
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setPercent(null);
    }
  };
  return (
    <Flex vertical gap={8}>
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={percent !== null}>
          {label}
        </Button>
      </Upload>
      <span className="quiet">PDF、Office 文档或图片，不超过 {sizeText(limit)}</span>
      {percent !== null && <Progress percent={percent} size="small" aria-label="上传进度" />}
      {fault && <Alert type="error" showIcon title={fault} />}
    </Flex>
  );
}

interface FileFieldProps {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
  subject: { kind: FileSubject; id: string };
  files: FileOut[];
}

/** The evidence of a step: one of the record's files, or a new one. */
export function FileField({ id, value, onChange, subject, files }: FileFieldProps) {
  const [added, setAdded] = useState<FileOut[]>([]);
  const known = [...added, ...files.filter((file) => !added.some((other) => other.id === file.id))];
  const uploaded = (file: FileOut) => {
    setAdded((before) => [file, ...before]);
    onChange?.(file.id);
  };
  return (
    <Flex vertical gap={8}>
      <Select
        id={id}
        allowClear
        value={value ?? undefined}
        onChange={(chosen?: string) => onChange?.(chosen ?? null)}
        placeholder="选择本交易的文件或上传"
        options={known.map((file) => ({ value: file.id, label: `${file.name}（${sizeText(file.size_bytes)}）` }))}
        notFoundContent="还没有文件"
      />
      <UploadControl subject={subject} label="上传文件" onUploaded={uploaded} />
    </Flex>
  );
}
