import type { Labelled, Office } from '../office';
import { labelOf } from '../office';
import { acceptedExtensions } from '../useCases/attachmentTypes';
import type { HeldPost } from '../useCases/capacities';
import type { DraftView } from '../useCases/drafts';
import { CHECKED, CONCERNED, GROUNDS } from './draftForm';
import type { DraftFields } from './draftForm';
import { area, fixed, fold, select } from './fields';
import { html } from './html';
import type { Html } from './html';
import { sizeInWords } from './words';

const LONGEST_GROUND = 500;
const SPARE_ROWS = 2;

/** 发文要素: what decides the route, and what the gates ask. */
export function factFields(
  office: Office,
  fields: DraftFields,
  { posts, areFixed }: { posts: HeldPost[]; areFixed: boolean },
): Html {
  const { vocabulary } = office;
  const series = office.series.map(({ id, mark, label, perBody }) => ({
    id,
    label: perBody ? label : `${mark}（${label}）`,
  }));
  const choice = (name: keyof DraftFields & string, label: string, entries: readonly Labelled[]): Html => {
    const chosen = String(fields[name]);
    return areFixed
      ? fixed(name, label, chosen, labelOf(entries, chosen))
      : select(name, label, entries, chosen);
  };
  const asPosts = posts.map(({ postId, postLabel }) => ({ id: postId, label: postLabel }));
  return html`<fieldset class="facts">
    <legend>发文要素${areFixed ? html`<small>送审后不能改</small>` : ''}</legend>
    ${posts.length > 1 ? select('postId', '拟稿职务', asPosts, fields.postId) : ''}
    ${choice('kind', '文种', vocabulary.kinds)} ${choice('nature', '文件性质', vocabulary.natures)}
    ${choice('series', '发文字', series)} ${choice('issuingName', '发文名义', vocabulary.issuingNames)}
    ${choice('direction', '行文方向', vocabulary.directions)} ${choice('matter', '事项', vocabulary.matters)}
    ${choice('remit', '职权范围', vocabulary.remits)}
    ${choice('importance', '重要程度', vocabulary.importances)}
    ${choice('urgency', '紧急程度', vocabulary.urgencies)}
    <div class="checks">
      ${vocabulary.flags.map((flag) => (areFixed ? fixedFlag : checkbox)(flag, fields[flag.id]))}
    </div>
  </fieldset>`;
}

type Flag = Office['vocabulary']['flags'][number];

const checkbox = ({ id, label }: Flag, value: string): Html =>
  html`<label class="check"
    ><input
      type="checkbox"
      name="${id}"
      value="${CHECKED}"
      ${value === CHECKED ? html` checked` : ''}
    />${label}</label
  >`;

const fixedFlag = ({ id, label }: Flag, value: string): Html =>
  fixed(id, label, value, value === CHECKED ? '是' : '否');

/**
 * 会签单位: folded away as long as nobody is ticked.
 *
 * @rule art-45
 */
export function concernedFields({ bodies }: Office, fields: DraftFields): Html {
  const { concernedBodies } = fields;
  const asked = bodies.filter(({ kind }) => kind !== 'government');
  const boxes = html`<div class="checks">
    ${asked.map(({ id, shortName }) => {
      const name = `${CONCERNED}${id}`;
      return html`<label class="check"
        ><input
          type="checkbox"
          name="${name}"
          value="${CHECKED}"
          ${concernedBodies.includes(id) ? html` checked` : ''}
        />${shortName}</label
      >`;
    })}
  </div>`;
  return fold(
    '会签单位',
    '涉及哪些单位，签发前由其会签；规则要求会签的，不选也会送',
    concernedBodies.length > 0,
    boxes,
    'paper',
  );
}

export function textFields(fields: DraftFields): Html {
  return html`<fieldset>
    <legend>文稿</legend>
    <label>标题<input name="title" value="${fields.title}" maxlength="200" required /></label>
    ${area('addressees', '主送机关', fields.addressees, { hint: '一行一个；公告、通告等不写' })}
    ${area('body', '正文', fields.body, {
      hint: '一行一段。行首写“一、”“（一）”“1.”“（1）”即为一至四级标题',
      rows: 18,
      className: 'text',
    })}
    ${area('copyTo', '抄送机关', fields.copyTo, { hint: '一行一个' })} ${attendanceFields(fields)}
    ${fold('附注、联合行文', '没有的不填', fields.note !== '' || fields.joint.length > 0, moreFields(fields))}
  </fieldset>`;
}

/** Only minutes list who was there; the style sheet hides it for other kinds as long as it is empty. */
function attendanceFields(fields: DraftFields): Html {
  const isEmpty = [fields.present, fields.excused, fields.observing].every((typed) => typed === '');
  return html`<div class="attendance${isEmpty ? ' empty' : ''}">
    <h3>参会人员<small>只有纪要填写；一行一个单位及其人员</small></h3>
    ${area('present', '出席', fields.present)} ${area('excused', '请假', fields.excused)}
    ${area('observing', '列席', fields.observing)}
  </div>`;
}

function moreFields(fields: DraftFields): Html {
  const blank = { issuer: '', signatory: '', signedOn: '' };
  const rows = [...fields.joint, ...Array.from({ length: SPARE_ROWS }, () => blank)];
  return html`<label
      >附注<small>如：此件公开发布</small><input name="note" value="${fields.note}" maxlength="100"
    /></label>
    <h3>联合行文<small>主办机关以外的各机关，按顺序一行一个；不够时存稿后会再添行</small></h3>
    <div class="joint">
      ${rows.map(
        (row, index) =>
          html`<div class="row">
            <label>机关<input name="joint.${index}.issuer" value="${row.issuer}" maxlength="100" /></label>
            <label
              >签发人<input name="joint.${index}.signatory" value="${row.signatory}" maxlength="100"
            /></label>
            <label
              >签发日期<input name="joint.${index}.signedOn" type="date" value="${row.signedOn}"
            /></label>
          </div>`,
      )}
    </div>`;
}

/** 报送依据: open as soon as there is something in it, or something is demanded. */
export function groundFields({ vocabulary }: Office, fields: DraftFields, isDemanded: boolean): Html {
  const isOpen = isDemanded || GROUNDS.some((name) => fields[`grounds.${name}`] !== '');
  const body = html`${vocabulary.grounds.map(({ id, label, hint }) =>
    area(`grounds.${id}`, label, fields[`grounds.${id}`], { hint, longest: LONGEST_GROUND }),
  )}`;
  return fold('报送依据', '已经办过的程序逐项写明，没有的不填', isOpen, body, 'paper');
}

export function attachmentFields(draft: DraftView | null): Html {
  const attachments = draft?.attachments ?? [];
  return html`<fieldset>
    <legend>附件</legend>
    ${
      attachments.length > 0 &&
      html`<ol class="attachments">
        ${attachments.map(
          (file) =>
            html`<li>
              <a href="/api/v1/attachments/${file.id}">${file.title}</a>
              <span class="quiet">${file.fileName}　${sizeInWords(file.size)}</span>
              <button name="action" value="withdraw:${file.id}" class="plain">撤下</button>
            </li>`,
        )}
      </ol>`
    }
    <label
      >添加附件<small>可选多个，每个不超过 20 MB，存稿时上传；要随正文一并印出的，请存为 TXT 文本</small
      ><input type="file" name="file" multiple accept="${acceptedExtensions}"
    /></label>
  </fieldset>`;
}
