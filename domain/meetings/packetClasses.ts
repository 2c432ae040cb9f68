/** Somebody who gets a packet. */
export interface Recipient {
  /** Null where he belongs to another organ and has no account. */
  personId: string | null;
  /** 姓名, with post or organ. */
  name: string;
  /** Items to which he is called; null: the whole meeting. */
  itemIds: readonly string[] | null;
}

/** Everybody who is called to the same items reads the same packet. */
export interface PacketClass {
  /** In the agenda's order. */
  itemIds: string[];
  /** Whether that is the whole agenda. */
  isWhole: boolean;
  /** In the order in which they were given. */
  recipients: Recipient[];
}

/**
 * Whom one agenda's packets go to: members get all, attendees only the items to which they are called. The whole packet is
 * always made, since the Office works with it; who is called to nothing gets nothing.
 *
 * @param agenda ids of the items, in order
 * @rule art-38 @rule art-56
 */
export function packetClasses(agenda: readonly string[], recipients: readonly Recipient[]): PacketClass[] {
  const classes = new Map<string, PacketClass>();
  const classOf = (itemIds: string[]): PacketClass => {
    const key = itemIds.join(' ');
    const made = classes.get(key) ?? { itemIds, isWhole: itemIds.length === agenda.length, recipients: [] };
    classes.set(key, made);
    return made;
  };
  if (agenda.length > 0) classOf([...agenda]);
  for (const recipient of recipients) {
    const own = agenda.filter((id) => recipient.itemIds?.includes(id) ?? true);
    if (own.length > 0) classOf(own).recipients.push(recipient);
  }
  return [...classes.values()];
}

export interface NumberedCopy extends Recipient {
  /** 份号 */
  number: number;
  /** Items of its packet. */
  packetItemIds: string[];
}

/** 份号 run through all packets of a version, in the order of the recipients. */
export function numberCopies(
  classes: readonly PacketClass[],
  recipients: readonly Recipient[],
): NumberedCopy[] {
  return recipients
    .flatMap((recipient) => {
      const own = classes.find((one) => one.recipients.includes(recipient));
      return own ? [{ ...recipient, packetItemIds: own.itemIds }] : [];
    })
    .map((copy, index) => ({ ...copy, number: index + 1 }));
}

/**
 * Of the former version's packets the one that a new one follows: with the same items, else the one that has most in common
 * with it; undefined where nothing is common, and so nothing can be compared.
 */
export function formerPacket<P extends { itemIds: readonly string[] }>(
  itemIds: readonly string[],
  former: readonly P[],
): P | undefined {
  const common = (packet: P): number => packet.itemIds.filter((id) => itemIds.includes(id)).length;
  const strangers = (packet: P): number => packet.itemIds.length - common(packet);
  return [...former]
    .filter((packet) => common(packet) > 0)
    .sort((left, right) => common(right) - common(left) || strangers(left) - strangers(right))[0];
}

/** 第2、3、5项议题 */
export const itemsInWords = (numbers: readonly number[]): string => `第${numbers.join('、')}项议题`;
