import { attendanceSection } from './attendanceSection';
import { decisionsSection } from './decisionsSection';
import type { MeetingSection } from './meetingSection';
import { packetSection } from './packetSection';

/** In the order of the page, after agenda and participants. Each area adds its own. */
export const meetingSections: MeetingSection[] = [packetSection, attendanceSection, decisionsSection];
