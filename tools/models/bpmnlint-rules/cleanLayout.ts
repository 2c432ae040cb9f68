import type { ModdleElement } from 'bpmn-moddle';
import { list } from '../readDiagram';
import { ruleFor } from './rule';

interface Point {
  x: number;
  y: number;
}
interface Segment {
  flow: ModdleElement;
  from: Point;
  to: Point;
}

/** Lines run straight, cross no other line, share no stretch with one, and pass over no node. */
export const cleanLayout = ruleFor('bpmndi:BPMNPlane', (plane, report) => {
  const drawn = list(plane, 'planeElement');
  const edges = drawn.filter(
    (di) => (di['bpmnElement'] as ModdleElement | undefined)?.$type === 'bpmn:SequenceFlow',
  );
  const shapes = drawn.filter((di) => isNode(di['bpmnElement'] as ModdleElement | undefined));
  const segments = edges.flatMap(segmentsOf);

  for (const { flow, from, to } of segments) {
    if (from.x !== to.x && from.y !== to.y) report(`连线 ${flow.id ?? ''} 有一段不是横平竖直`);
  }
  segments.forEach((one, index) => {
    for (const other of segments.slice(index + 1)) {
      if (one.flow !== other.flow && touch(one, other))
        report(`连线 ${one.flow.id ?? ''} 与 ${other.flow.id ?? ''} 相交`);
    }
  });
  for (const segment of segments) {
    const over = shapes.find((shape) => passesOver(segment, shape));
    if (over) report(`连线 ${segment.flow.id ?? ''} 压过 ${(over['bpmnElement'] as ModdleElement).id ?? ''}`);
  }
});

/** Sub-processes contain their flows, so only what is drawn as a closed shape counts. */
function isNode(element: ModdleElement | undefined): boolean {
  return (
    element !== undefined && element.$instanceOf('bpmn:FlowNode') && !element.$instanceOf('bpmn:SubProcess')
  );
}

function segmentsOf(edge: ModdleElement): Segment[] {
  const flow = edge['bpmnElement'] as ModdleElement;
  const points = list(edge, 'waypoint').map(({ x, y }) => ({ x: Number(x), y: Number(y) }));
  return points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from ? [{ flow, from, to }] : [];
  });
}

/** Two straight segments meet where their bounding boxes do. */
function touch(one: Segment, other: Segment): boolean {
  return (
    overlap(one.from.x, one.to.x, other.from.x, other.to.x) &&
    overlap(one.from.y, one.to.y, other.from.y, other.to.y)
  );
}

function overlap(a: number, b: number, c: number, d: number): boolean {
  return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
}

/** Ends rest on the border of their own nodes; nothing may be inside of one. */
function passesOver({ from, to }: Segment, shape: ModdleElement): boolean {
  const { x, y, width, height } = shape['bounds'] as { x: number; y: number; width: number; height: number };
  const inside = (low: number, high: number, start: number, length: number): boolean =>
    Math.max(low, high) > start && Math.min(low, high) < start + length;
  return inside(from.x, to.x, x, width) && inside(from.y, to.y, y, height);
}
