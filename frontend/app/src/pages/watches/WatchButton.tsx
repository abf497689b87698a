import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { createWatch, deleteWatch, watchesQuery } from "../../api/watches";
import { useAction } from "../../ui/use-action";

interface WatchButtonProps {
  achievementId: string;
  /** Says what one waits for. */
  label?: string;
  size?: "small";
}

/** Watches an achievement, or gives the watch up. */
export function WatchButton({ achievementId, label = "关注，等它成熟", size }: WatchButtonProps) {
  const { data } = useQuery(watchesQuery);
  const kept = data?.items.find(({ achievement_id }) => achievement_id === achievementId);
  const watch = useAction((_: undefined) => createWatch(achievementId), {
    done: "已关注，成熟度、价格、方式或法律状态变化时在工作台提示一次",
  });
  const giveUp = useAction((id: string) => deleteWatch(id), { done: "已取消关注" });
  if (kept) {
    return (
      <Button size={size} loading={giveUp.isPending} onClick={() => giveUp.mutate(kept.id)}>
        取消关注
      </Button>
    );
  }
  return (
    <Button size={size} loading={watch.isPending} disabled={!data} onClick={() => watch.mutate(undefined)}>
      {label}
    </Button>
  );
}
