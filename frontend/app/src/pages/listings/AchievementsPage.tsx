import { ListingsPage } from "./ListingsPage";

export default function AchievementsPage() {
  return <ListingsPage noun="achievements" />;
}
