import { ListingEditPage } from "./ListingEditPage";

export default function AchievementEditPage() {
  return <ListingEditPage noun="achievements" />;
}
