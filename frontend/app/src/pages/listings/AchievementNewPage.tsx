import { ListingNewPage } from "./ListingNewPage";

export default function AchievementNewPage() {
  return <ListingNewPage noun="achievements" />;
}
