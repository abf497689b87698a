import { ListingPage } from "./ListingPage";

export default function AchievementPage() {
  return <ListingPage noun="achievements" />;
}
