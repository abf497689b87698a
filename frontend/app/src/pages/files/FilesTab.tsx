import { FileOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Empty, Flex } from "antd";
import { fileAddress, filesQuery, type FileSubject } from "../../api/files";
import type { FileOut } from "../../api/types";
import { UploadControl } from "../../fields/FileField";
import { sizeText, timeText } from "../../format/dates";
import { Loaded } from "../../ui/Loaded";

export function FileLink({ file }: { file: { id: string; name: string } }) {
  return (
    <a href={fileAddress(file.id)} download>
      <FileOutlined aria-hidden /> {file.name}
    </a>
  );
}

function FileList({ files }: { files: FileOut[] }) {
  if (files.length === 0) return <Empty description="还没有文件" />;
  return (
    <ul className="todo-list" aria-label="文件">
      {files.map((file) => (
        <li key={file.id}>
          <div>
            <FileLink file={file} />
            <div className="quiet">
              {sizeText(file.size_bytes)} · {timeText(file.created_at)}
            </div>
            <div className="quiet" title={file.sha256}>
              指纹 {file.sha256.slice(0, 12)}…
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface FilesTabProps {
  subject: { kind: FileSubject; id: string };
  canAdd: boolean;
}

export function FilesTab({ subject, canAdd }: FilesTabProps) {
  const { message } = App.useApp();
  const query = useQuery(filesQuery(subject.kind, subject.id));
  return (
    <Flex vertical gap={16}>
      {canAdd && (
        <UploadControl subject={subject} label="上传文件" onUploaded={(file) => void message.success(`已上传 ${file.name}`)} />
      )}
      <Loaded query={query}>{(files) => <FileList files={files} />}</Loaded>
    </Flex>
  );
}
