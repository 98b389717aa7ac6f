"""an index for the rule of removal of the trace: it is looked up for every line that is deleted."""

from alembic import op

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_audit_event_removes_to"), "audit_event", ["removes_to"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_event_removes_to"), table_name="audit_event")
