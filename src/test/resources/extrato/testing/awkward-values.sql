-- Each row gets the value of its turn: id modulo the number of values.

update pagamentos set
  "Mixed Case"       = (array['a', null, '', 'B "b"'])[1 + id % 4],
  type               = (array['pagamento', null, 'sessao', ''])[1 + id % 4],
  "order"            = (array[1, null, -1])[1 + id % 3],
  "com ""aspas"", 1" = (array[null, '', ',', '"'])[1 + id % 4],
  "ação"             = (array[true, false, null])[1 + id % 3],

  peso         = (array['-0', '1e-300', '0.1', '0.30000000000000004', '1e15', 'NaN', '-Infinity', null])[1 + id % 8]::float8,
  peso_curto   = (array['-0', '0.1', '1e-40', '3.4028235e38', null])[1 + id % 5]::float4,
  exato        = (array['1.10', '0.000', '1e-20', '-123456789012345678901234567890.5', 'NaN', 'Infinity', null])[1 + id % 7]::numeric,
  grande       = (array['9223372036854775807', '-9223372036854775808', '9007199254740993', null])[1 + id % 4]::bigint,
  troco        = (array['1234.50', '-0.01', null])[1 + id % 3]::numeric::money,

  nota   = (array[null, '', E'linha\nlinha\r\n\\.\n\\N', repeat(E'Ação, "aspas";\t\U0001F409\n', 2000)])[1 + id % 4],
  codigo = (array['ab', '', '  c', null, '1234567890'])[1 + id % 5]::char(10),
  foto   = (array['\x', '\x00ff5c0a0d2c22', null, '\xefbbbf'])[1 + id % 4]::bytea,
  bits   = (array['', '0', '101100111', null])[1 + id % 4]::varbit,

  pedido = (array['{ "b" : 1,  "a":2 , "b" : [ 1 , null ] }', 'null', '""', null, E'{\n  "x": 1.00,\t"y": "\\u00e7 \\" \\\\"\n}', ' [ ] ', '1e2'])[1 + id % 7]::json,
  ficha  = (array['{"b": 1, "a": {"c": [1.00, "\u00e7", null]}}', 'null', '""', null, '"a\"\\b\n"', '[]'])[1 + id % 6]::jsonb,

  visto_em     = (array['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '2025-09-01 00:00:00.123456+05:30', '2018-11-04 00:30:00-02', null])[1 + id % 6]::timestamptz,
  marcado_para = (array['infinity', '4713-01-01 00:00:00 BC', '2018-11-04 00:30:00', '2025-09-01 23:59:59.999999', null])[1 + id % 5]::timestamp,
  dia          = (array['infinity', '0001-01-01 BC', '9999-12-31', '12025-01-01', null])[1 + id % 5]::date,
  hora         = (array['24:00:00', '00:00:00.000001', null])[1 + id % 3]::time,
  hora_local   = (array['12:00:00+05:30', '23:59:59.5-03', null])[1 + id % 3]::timetz,
  duracao      = (array['1 year 2 mons -3 days 04:05:06.7', '-00:00:00.000001', '0', '1 mon -1 day', null])[1 + id % 5]::interval,

  etiquetas = (array['{}', '{a,NULL,"NULL","com, vírgula","aspas \" e \\ barra",""," "}', '[0:1]={x,y}', null, E'{"linha\nlinha","{}"}'])[1 + id % 5]::text[],
  pontos    = (array['[2:4]={1,2,3}', '[0:1][-1:0]={{1,2},{3,4}}', '{NULL}', null, '{1}'])[1 + id % 5]::integer[],
  horarios  = (array['{"2025-09-01 00:00:00-03",infinity,NULL}', null])[1 + id % 2]::timestamptz[],
  pedidos   = (array['{"{ \"a\" : 1, \"a\":2 }","null",NULL}', null])[1 + id % 2]::json[],
  caixas    = (array['{(1,1),(0,0);(2.5,2),(-1,0)}', null])[1 + id % 2]::box[],
  medidas   = (array['{"(1.10,,\"a \"\"b\"\", c\")",NULL}', null])[1 + id % 2]::medida[],
  medida    = (array['(1.10,2,"nota, ""aspas"" \\ e mais")', '(,,)', '(,,"")', null])[1 + id % 4]::medida,
  humor     = (array['calmo', 'com dor', 'it''s, "ok"', '', null])[1 + id % 5]::humor,
  humores   = (array['{calmo,NULL,"it''s, \"ok\"",""}', null])[1 + id % 2]::humor[],
  cor       = (array['#00ff7f', null])[1 + id % 2]::cor,
  faixa       = (array['empty', '[1,5)', '(,)', '[,3)', null])[1 + id % 5]::int4range,
  faixa_valor = (array['(0.10,1.00]', '[-1,)', 'empty', null])[1 + id % 4]::numrange,
  periodo     = (array['["2025-09-01 00:00:00-03","2025-10-01 00:00:00-03")', '(,infinity]', null])[1 + id % 3]::tstzrange,
  dias        = (array['{}', '{[2025-09-01,2025-09-05),[2025-09-10,2025-09-11)}', null])[1 + id % 3]::datemultirange,

  tabela   = (array['extratos', 'pg_catalog.pg_class', null])[1 + id % 3]::regclass,
  uid      = (array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', null])[1 + id % 2]::uuid,
  endereco = (array['10.0.0.1/8', '::1', null])[1 + id % 3]::inet,
  busca    = (array['''dragão'':1 ''com, vírgula'':2A', '', null])[1 + id % 3]::tsvector,
  canal    = (array['balcão', '', E'site\n'])[1 + id % 3],

  comissao        = (array[null, 0.00, 99.99])[1 + id % 3],
  google_event_id = case id % 4 when 0 then null when 1 then 'evento ' || id when 2 then E'e"v,\n' || id else case id when 103 then '' end end,
  created_at      = (array['2025-09-01 02:59:59.999999+00', '2019-02-16 23:30:00-02', null, 'infinity'])[1 + id % 4]::timestamptz,
  updated_at      = (array[null, '2025-12-31 23:59:59.1+00'])[1 + id % 2]::timestamptz;

update sessoes set
  humor  = (array['calmo', '', null])[1 + id % 3],
  pontos = (array['[2:4]={1,2,3}', null])[1 + id % 2],
  nota   = (array['null', '{"a": 1.00}', null])[1 + id % 3]::jsonb,
  type   = (array[7, null])[1 + id % 2],
  observacoes     = (array[null, '', E'traço "fino",\nsem cor', 'coração 🐉'])[1 + id % 4],
  google_event_id = case id when 201 then '' when 207 then E'\\N' end,
  created_at      = (array['2025-09-01 03:00:00.000001+00', null])[1 + id % 2]::timestamptz,
  updated_at      = (array[null, '-infinity'])[1 + id % 2]::timestamptz;

update comissoes set
  nota         = (array['ab', '', null])[1 + id % 3]::char(10),
  pago         = (array[true, false, null])[1 + id % 3],
  "Mixed Case" = (array['-0', '1e-300', null])[1 + id % 3]::float8,
  observacoes  = (array[null, '', E'metade,\n"já" paga'])[1 + id % 3];

update gastos set
  nota       = (array['\x00', '\x', null])[1 + id % 3]::bytea,
  fornecedor = (array['', null, E'Tintas & "Cia",\nltda.'])[1 + id % 3],
  parcelas   = (array['{1.10,NULL}', '[0:0]={0.00}', null])[1 + id % 3]::numeric(8,2)[],
  created_at = (array['2025-09-01 03:00:00.000001+00', null])[1 + id % 2]::timestamptz,
  updated_at = (array[null, 'infinity'])[1 + id % 2]::timestamptz;
