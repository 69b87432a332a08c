import "@xyflow/react/dist/style.css";
import { ReactFlow, useEdgesState, useNodesState, type Edge, type Node } from "@xyflow/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

/** What the bench hands over before the page runs. */
interface Plain {
  nodes: Node[];
  edges: Edge[];
}

const { nodes: first, edges: lines } = (window as unknown as { plain: Plain }).plain;

/** The least one can do with the library: its own nodes and edges, in its own state, nothing else. */
function Bare() {
  const [nodes, , onNodesChange] = useNodesState(first);
  const [edges, , onEdgesChange] = useEdgesState(lines);
  return createElement(ReactFlow, {
    nodes,
    edges,
    onNodesChange,
    onEdgesChange,
    panOnScroll: true,
    minZoom: 0.1,
    defaultViewport: { x: -600, y: 36, zoom: 0.7 },
  });
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(createElement(Bare));
