import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "@mantine/core";
import i18next from "i18next";
import { EmptyState } from "./EmptyState.tsx";

interface State {
  failed: boolean;
}

interface Props {
  children: ReactNode;
  /** Tries again by itself when this changes. */
  resetOn?: string;
}

/** Keeps a defect in one panel from taking the whole window along; the details go to the console. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override componentDidUpdate({ resetOn }: Props): void {
    if (this.state.failed && resetOn !== this.props.resetOn) this.setState({ failed: false });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title={i18next.t("state.crashed", { ns: "app" })}
        text={i18next.t("state.crashedHelp", { ns: "app" })}
      >
        <Button variant="default" onClick={() => this.setState({ failed: false })}>
          {i18next.t("state.retry", { ns: "app" })}
        </Button>
      </EmptyState>
    );
  }
}
