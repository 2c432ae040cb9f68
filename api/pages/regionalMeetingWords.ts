import type { RegionalState } from '../../db/regionalMeetings/meetings';

const STATES: Record<RegionalState, string> = {
  proposed: '待分管领导同意',
  agreed: '待报送请示',
  requested: '待办公室核对',
  checked: '待批准',
  approved: '已批准，待召开',
  declined: '未予同意',
  'called-off': '已取消',
  held: '已召开',
};

export const regionalStateInWords = (state: RegionalState): string => STATES[state];
