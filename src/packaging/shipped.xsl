<!-- Takes what the package leaves out from the list of components and from who depends on whom. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:param name="groups"/>
  <xsl:param name="artifacts"/>

  <xsl:variable name="left-out" select="//*[local-name() = 'components']/*[
      contains(concat(',', $groups, ','), concat(',', *[local-name() = 'group'], ','))
      or contains(concat(',', $artifacts, ','), concat(',', *[local-name() = 'name'], ','))]"/>

  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*[local-name() = 'component' and @bom-ref] | *[local-name() = 'dependency']">
    <xsl:if test="not(@bom-ref = $left-out/@bom-ref or @ref = $left-out/@bom-ref)">
      <xsl:copy>
        <xsl:apply-templates select="@* | node()"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
