import { Flex } from "antd";
import { isAchievement, type Listing } from "../../api/listings";
import { AchievementDetails } from "./AchievementDetails";
import { DemandDetails } from "./DemandDetails";

export function ListingDetails({ listing }: { listing: Listing }) {
  return (
    <Flex vertical gap={16}>
      {isAchievement(listing) ? <AchievementDetails listing={listing} /> : <DemandDetails listing={listing} />}
    </Flex>
  );
}
