import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Statistic, Tag } from "antd";
import { Link } from "react-router";
import { deskQuery } from "../../api/session";
import type { DeskOut } from "../../api/types";
import { dueText, today } from "../../format/dates";
import { path } from "../../path";
import { useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { SmartLink } from "../../ui/SmartLink";

function DeskCards({ cards }: { cards: DeskOut["cards"] }) {
  return (
    <div className="figure-grid">
      {cards.map((card) => (
        <SmartLink key={card.key} href={card.href} className="figure-link">
          <Card size="small" hoverable>
            <Statistic title={card.label} value={card.count} />
          </Card>
        </SmartLink>
      ))}
    </div>
  );
}

function TodoList({ todo }: { todo: DeskOut["todo"] }) {
  if (todo.length === 0) return <Empty description="没有等您处理的事" />;
  return (
    <ul className="todo-list">
      {todo.map((row, index) => (
        <li key={`${row.href} ${index}`}>
          <div>
            <SmartLink href={row.href}>{row.title}</SmartLink>
            <div className="quiet">{row.detail}</div>
          </div>
          {row.due_on && (
            <Tag color={row.due_on < today() ? "red" : "gold"}>
              {row.due_on} {dueText(row.due_on)}
            </Tag>
          )}
        </li>
      ))}
    </ul>
  );
}

export default function DeskPage() {
  const session = useSession();
  const query = useQuery(deskQuery);
  const supplies = session.membership.role === "tto" || session.membership.role === "company";
  return (
    <>
      <PageHead
        title={`${session.person.display_name}，您好`}
        note={session.membership.organization.name}
        extra={
          supplies && (
            <>
              <Link to={path.listingNew("achievements")}>
                <Button type={session.membership.role === "tto" ? "primary" : "default"}>发布成果</Button>
              </Link>
              <Link to={path.listingNew("demands")}>
                <Button type={session.membership.role === "company" ? "primary" : "default"}>发布需求</Button>
              </Link>
            </>
          )
        }
      />
      <Loaded query={query}>
        {(desk) => (
          <Flex vertical gap={16}>
            <DeskCards cards={desk.cards} />
            <Card title="待办">
              <TodoList todo={desk.todo} />
            </Card>
          </Flex>
        )}
      </Loaded>
    </>
  );
}
