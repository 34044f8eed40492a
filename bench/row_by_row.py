"""The month closed through an ORM, an object a record, as generators of this kind usually do it.

python3 bench/row_by_row.py DATABASE_URL FOLDER      (wants python3-sqlalchemy and python3-psycopg2)
"""
import csv
import json
import sys
from datetime import date

from sqlalchemy import MetaData, create_engine
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

FIRST, AFTER = date(2025, 9, 1), date(2025, 10, 1)
TABLES = ("pagamentos", "sessoes", "comissoes", "gastos")


def mapped(engine):
    """One class a table, without relationships: which rows go first is this program's affair."""
    metadata = MetaData()
    metadata.reflect(engine, only=(*TABLES, "extratos"))
    base = automap_base(metadata=metadata)
    none = lambda *args, **kwargs: None
    base.prepare(generate_relationship=none)
    return base.classes


def plain(record):
    row = {column.name: getattr(record, column.name) for column in record.__table__.columns}
    return {name: value if value is None or isinstance(value, (int, str)) else str(value) for name, value in row.items()}


def month(session, classes):
    def dated(kind):
        return session.query(kind).filter(kind.data >= FIRST, kind.data < AFTER).order_by(kind.id).all()

    payments = dated(classes.pagamentos)
    commissions = []
    for payment in payments:
        commissions += session.query(classes.comissoes).filter_by(pagamento_id=payment.id).all()
    return {
        "pagamentos": payments,
        "sessoes": dated(classes.sessoes),
        "comissoes": commissions,
        "gastos": dated(classes.gastos),
    }


def back_up(records, folder):
    for table, rows in records.items():
        with open(f"{folder}/{table}.csv", "w", newline="", encoding="utf-8") as file:
            writer = None
            for row in map(plain, rows):
                writer = writer or csv.DictWriter(file, row.keys())
                if file.tell() == 0:
                    writer.writeheader()
                writer.writerow(row)


def close(session, classes, records):
    lists = {table: [plain(row) for row in rows] for table, rows in records.items()}
    totals = {
        "total_receita": str(sum(row.valor for row in records["pagamentos"])),
        "total_comissoes": str(sum(row.valor for row in records["comissoes"])),
        "total_despesas": str(sum(row.valor for row in records["gastos"])),
    }
    session.add(
        classes.extratos(mes=9, ano=2025, totais=json.dumps(totals), **{t: json.dumps(r) for t, r in lists.items()})
    )
    session.flush()
    for payment in records["pagamentos"]:
        payment.sessao_id = None
    session.flush()
    for table in ("comissoes", "sessoes", "pagamentos", "gastos"):
        for record in records[table]:
            session.delete(record)
            session.flush()
    session.commit()


def main(url, folder):
    engine = create_engine(url)
    with Session(engine) as session:
        classes = mapped(engine)
        records = month(session, classes)
        back_up(records, folder)
        close(session, classes, records)


if __name__ == "__main__":
    main(*sys.argv[1:])
