import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Form } from "antd";
import type { ReactNode } from "react";

interface RowListProps {
  name: string;
  /** What one row is called: 指标, 知识产权. */
  noun: string;
  max: number;
  /** Fields that fit one line: no frame around a row, the button to delete it beside them. */
  inline?: boolean;
  blank: object;
  children: (row: number) => ReactNode;
}

/** Rows that can be added and taken away. */
export function RowList({ name, noun, max, inline = false, blank, children }: RowListProps) {
  return (
    <Form.List name={name}>
      {(rows, { add, remove }, { errors }) => (
        <div className="row-list">
          {rows.map((row, index) => (
            <fieldset key={row.key} className={inline ? "row-inline" : "row-card"}>
              <legend>
                {noun} {index + 1}
              </legend>
              {children(row.name)}
              <Button
                className="row-remove"
                icon={<DeleteOutlined aria-hidden />}
                type={inline ? "text" : "default"}
                title={inline ? "删除" : undefined}
                aria-label={`删除${noun} ${index + 1}`}
                onClick={() => remove(row.name)}
              >
                {!inline && "删除"}
              </Button>
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Flex>
            <Button
              data-adds={name}
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= max}
              onClick={() => add({ ...blank })}
            >
              {rows.length >= max ? `最多 ${max} 条` : `添加${noun}`}
            </Button>
          </Flex>
        </div>
      )}
    </Form.List>
  );
}
